"""Every text of the cards, in plain English: titles, and sentences that say what a number is.

They are records so that whoever translates finds them, as in the tables of the catalogue.
"""

from dataclasses import dataclass

from playground.readout.arithmetic.records import Phrase


@dataclass(frozen=True, slots=True)
class Words:
    """One text, with gaps "{0}", "{1}", … where it has numbers or names."""

    explanation: str

    def __call__(self, *values: object) -> Phrase:
        """Return the text with what stands in its gaps."""
        return Phrase(self.explanation, tuple(str(value) for value in values))


# --- titles ----------------------------------------------------------------------------------

PRE_ACTIVATION = Words("Pre-activation: the weighted sum")
ACTIVATION = Words("Activation")
DERIVATIVE = Words("Blame at the sum: chain rule through the activation")
BLAME = Words("Blame passed back")
WEIGHT_BLAME = Words("Gradient of a weight: chain rule")
BIAS_BLAME = Words("Gradient of a bias")
LOSS = Words("Loss, and the blame it starts with")
FETCHING = Words("The batch fetches its examples")
COPYING = Words("Passed on unchanged")
ADDING = Words("Added to what was there")
FILLING = Words("Set to one value")
MULTIPLYING = Words("Two branches multiplied")
NORMALISING = Words("Brought to a common size")
COSINE = Words("Cosine between weights and input")
NOISE = Words("Noise")
LOOKING_UP = Words("Looked up in a table")
CELL = Words("One step of a recurrent cell")
BACK_THROUGH_TIME = Words("Back through time: blame of one step")
ATTENDING = Words("Attention: scores, shares, a mix of values")
POOLING = Words("One number for a window")
DROPPING = Words("Dropout")
MASKING = Words("Only positions that count pass")
PULLING = Words("Pull towards 0, added to the gradient")
MEASURING = Words("Length of the gradient")
CLIPPING = Words("Gradient clipping")
HOLDING = Words("Weights that training may not move")
GUARDING = Words("Guard: is everything still a number?")
UPDATING = Words("Update: old value, new value")
RATE = Words("Learning rate of this phase")
REMEMBERING = Words("Running statistics of the batches")

# --- what a line is --------------------------------------------------------------------------

THIS_EXAMPLE = Words("this example's loss")
WITHOUT_END = Words("loss of the batch: the mean over the {0} positions that count")
BLAME_OF_RIGHT = Words("blame of the right answer's probability")
SLOPE_OF_SHARE = Words("how that probability moves with this z")
PRODUCT_OF_FACTORS = Words("the two factors multiplied")
THIS_SHARE = Words("this example's share")
OVER_BATCH = Words("sum over the batch of {0}")
LOST_HERE = Words("what is lost at this position")
BATCH_LOSS = Words("loss of the batch: the mean over {0} examples")
BLAME_OF_ACTIVATION = Words("blame of the activation")
SLOPE = Words("slope of the activation at z")
SLOPE_OF_SUM = Words("what came in through this weight")
SLOPE_OF_BIAS = Words("a bias goes into the sum as it is")
BLAME_OF_SUM = Words("blame of the sum: the two factors multiplied")
CARRIED = Words("what all of them carry together")
AT_SUM = Words("blame of the sum")
PART_OF_SUM = Words("what goes through this weight")
PROBABILITY = Words("what the output gives to the right answer")

FROM_LOSS = Words("what the loss says")
THE_ONE_SELECTED = Words("of what is selected")
SQUARES_OF = Words("squares of {0} numbers, added up")
LARGEST_OF = Words("the largest of {0} numbers")
LOSS_HERE = Words("loss of the batch")
GRADIENT_OF_BATCH = Words("gradient of the batch")
OVER_NUMBERS = Words("over {0} numbers of the batch")
OVER_UNITS = Words("over {0} units")
SHIFTED = Words("what would only shift them all")
STRETCHED = Words("what would only stretch them all")
DRAWN = Words("drawn from a normal distribution: two shares of 1 make a number")
GATE_IN = Words("input gate: how much of what is new is taken in")
GATE_FORGET = Words("forget gate: how much of the cell stays")
GATE_OUT = Words("output gate: how much of the cell is shown")
GATE_RESET = Words("reset gate: how much of the old the new one sees")
GATE_UPDATE = Words("update gate: how much of the old stays")
CANDIDATE = Words("what is new")
OF_CELL = Words("what the cell remembers")
OF_STATE = Words("what the state says to the new one")
SPREADS = Words("how many spreads away from the mean")
BLAME_OF_STATE = Words("blame of the state: from above, and from the step behind")
BLAME_OF_CELL = Words("blame of the cell, worked out here from the last step on")
BLAME_AT_STEP = Words("blame of the sum at step {0}")
STATE_BEFORE = Words("what the state was at step {0}")
SCORE = Words("how well the query fits the key at position {0}, the best of all")
SHARE_OF = Words("share of the value at position {0}")
TO_KEY = Words("for the key at position {0}")
CORRECTED = Words("averaged from 0 on, so it is made larger at first: t = {0}")
SCHEDULED = Words("as the schedule has it at this update")
AFTER_UPDATE = Words("what the update has made of it")

# --- notes -----------------------------------------------------------------------------------

NOT_CONCERNED = Words("This operation does not concern what is selected.")
ALONE = Words(
    "Between two updates: this example sent through alone, with the parameters as they are."
)
NOTHING_YET = Words("No operation has been carried out that concerns what is selected.")
GONE = Words(
    "What stood here before this operation has not been kept, so it cannot be worked out again."
)
REST = Words(
    "The largest {0} terms are written out; the others are added up in one number, marked ⋯."
)
MEAN_IN_BLAME = Words(
    "The loss is the mean over {0} examples, so the blame of each is divided by {0} from the start."
)
MEAN_OF_POSITIONS = Words(
    "The loss is the mean over the {0} positions that count, so every blame is divided by {0} from the start."
)
TOGETHER_SIGMOID = Words(
    "Sigmoid and cross-entropy are computed together: from L straight to δ = a − y. "
    "The two factors are worked out here apart, in float64; their product is the same."
)
TOGETHER_SOFTMAX = Words(
    "Softmax and cross-entropy are computed together: from L straight to δ = a − y. "
    "The factors are worked out here apart, in float64; their product is the same."
)
PERCEPTRON = Words(
    "The perceptron rule takes δ = a − y in place of a slope: a step is flat everywhere and would pass nothing."
)
TOP_TAKEN_OFF = Words(
    "The largest z is taken off every z first: the shares stay the same, and no power overflows."
)
PAST_END = Words(
    "This position lies behind the end of the sequence: it does not count, and gets 0."
)
OTHER_POSITION = Words("Shown at position {0} of {1}.")
WITHOUT_FACTORS = Words(
    "With softmax every activation depends on every sum, so ∂L/∂z has no single factor ∂a/∂z."
)
ADDED = Words(
    "Something stood here before: what is used twice gets its blame in two parts, and they add up."
)
FETCHED = Words("Example {0} of {1} in the batch, in the order of this pass.")
ALIVE = Words(
    "This unit lives in this example and step; it is made larger for those that are silenced."
)
SILENCED = Words("This unit is silenced in this example and step.")
SHORTENED = Words(
    "The gradient is longer than the limit: all of it is shortened, its direction is kept."
)
SHORT_ENOUGH = Words("The gradient is no longer than the limit: nothing changes.")
HELD = Words("This weight is frozen or cut: training may not move it.")
NOT_HELD = Words("This weight is free. Weights that are held: {0}.")
AT_PIXEL = Words(
    "Shown at row {0}, column {1}. Products in the sum: {2}; what lies outside of the picture counts as 0."
)
FACTORS_AT = Words(
    "The factors are those at row {0}, column {1}. Places where the weight is used: {2}."
)
WON = Words("The largest of {2} places is the one at row {0}, column {1}.")
WON_IN = Words("Windows that have this place: {1}. It is the largest in {0} of them.")
KEPT_STATISTICS = Words("Outside of training, mean and variance are those that training has kept.")
TOKEN_IS_ABSENT = Words(
    "Token {0} does not stand in this example; another row of the table is read."
)
LOOKED_UP = Words("At position {0} stands token {1}: its row of the table is read.")
TOKEN_STANDS = Words("Token {0} stands here: positions of this example {1}, of the batch {2}.")
LAST_STEP = Words("The last step of this example is step {0}.")
AT_STEP = Words("Shown at step {0} of {1}.")
QUERY = Words("Shown for the query at position {0}, in head {1} of {2}.")
