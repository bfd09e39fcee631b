// A tanh network trained by gradient descent, one example at a time, written from the formulas:
//   z = b + sum(w * a'),  a = tanh z,  delta = dL/da * (1 - a^2),  dL/dw = delta * a'
// and, after a batch, w <- w - rate / batch * sum(dL/dw). The loss is (a - y)^2.
// Two styles: "playground" keeps what a playground in a browser keeps and does what it does (an object
// for every neuron and every wire, which may be cut; functions and their slopes as records, the slope
// worked out anew from z; sums with their counts; a penalty on every weight, here none), and
// "arrays", flat Float64Arrays and nothing else, is as fast as plain JavaScript gets.
"use strict";

const TANH = {
  value: (z) => Math.tanh(z),
  slope: (z) => {
    const a = TANH.value(z);
    return 1 - a * a;
  },
};

const SQUARE = { slope: (a, y) => 2 * (a - y) };

class Wire {
  constructor(source, target, penalty) {
    this.source = source;
    this.target = target;
    this.weight = Math.random() - 0.5;
    this.penalty = penalty;
    this.isCut = false;
    this.gradient = 0;
    this.sum = 0;
    this.count = 0;
  }
}

class Neuron {
  constructor(activation) {
    this.activation = activation;
    this.incoming = [];
    this.outgoing = [];
    this.bias = 0.1;
    this.z = 0;
    this.a = 0;
    this.blame = 0; // dL/da
    this.delta = 0; // dL/dz
    this.sum = 0;
    this.count = 0;
  }
  compute() {
    this.z = this.bias;
    for (let i = 0; i < this.incoming.length; i++) {
      const wire = this.incoming[i];
      this.z += wire.weight * wire.source.a;
    }
    this.a = this.activation.value(this.z);
  }
}

class ObjectNetwork {
  constructor(widths) {
    this.layers = widths.map((width) => Array.from({ length: width }, () => new Neuron(TANH)));
    this.loss = SQUARE;
    for (let l = 1; l < widths.length; l++)
      for (const target of this.layers[l])
        for (const source of this.layers[l - 1]) {
          const wire = new Wire(source, target, null);
          target.incoming.push(wire);
          source.outgoing.push(wire);
        }
  }
  learn(x, y) {
    this.forward(x);
    this.backward(y);
  }
  forward(x) {
    const layers = this.layers;
    for (let i = 0; i < layers[0].length; i++) layers[0][i].a = x[i];
    for (let l = 1; l < layers.length; l++)
      for (let i = 0; i < layers[l].length; i++) layers[l][i].compute();
  }
  backward(y) {
    const layers = this.layers;
    const head = layers[layers.length - 1];
    for (let i = 0; i < head.length; i++) head[i].blame = this.loss.slope(head[i].a, y[i]);
    for (let l = layers.length - 1; l > 0; l--) {
      for (let i = 0; i < layers[l].length; i++) {
        const neuron = layers[l][i];
        neuron.delta = neuron.blame * neuron.activation.slope(neuron.z);
        neuron.sum += neuron.delta;
        neuron.count++;
      }
      for (let i = 0; i < layers[l].length; i++) {
        const neuron = layers[l][i];
        for (let j = 0; j < neuron.incoming.length; j++) {
          const wire = neuron.incoming[j];
          if (wire.isCut) continue;
          wire.gradient = neuron.delta * wire.source.a;
          wire.sum += wire.gradient;
          wire.count++;
        }
      }
      if (l === 1) break;
      for (let i = 0; i < layers[l - 1].length; i++) {
        const neuron = layers[l - 1][i];
        neuron.blame = 0;
        for (let j = 0; j < neuron.outgoing.length; j++) {
          const wire = neuron.outgoing[j];
          neuron.blame += wire.weight * wire.target.delta;
        }
      }
    }
  }
  move(rate) {
    for (let l = 1; l < this.layers.length; l++)
      for (let i = 0; i < this.layers[l].length; i++) {
        const neuron = this.layers[l][i];
        if (neuron.count > 0) {
          neuron.bias -= (rate * neuron.sum) / neuron.count;
          neuron.sum = 0;
          neuron.count = 0;
        }
        for (let j = 0; j < neuron.incoming.length; j++) {
          const wire = neuron.incoming[j];
          if (wire.isCut) continue;
          const pull = wire.penalty ? wire.penalty.slope(wire.weight) : 0;
          if (wire.count > 0) {
            wire.weight -= (rate / wire.count) * wire.sum;
            wire.weight -= rate * 0 * pull;
            wire.sum = 0;
            wire.count = 0;
          }
        }
      }
  }
}

class ArrayNetwork {
  constructor(widths) {
    this.widths = widths;
    const numbers = (n) => new Float64Array(n);
    this.a = widths.map(numbers);
    this.blame = widths.map(numbers);
    this.w = widths.map((n, l) => numbers(l ? n * widths[l - 1] : 0).map(() => Math.random() - 0.5));
    this.b = widths.map((n) => numbers(n).fill(0.1));
    this.dw = this.w.map((w) => numbers(w.length));
    this.db = widths.map(numbers);
  }
  learn(x, y) {
    const widths = this.widths;
    const last = widths.length - 1;
    for (let i = 0; i < widths[0]; i++) this.a[0][i] = x[i];
    for (let l = 1; l <= last; l++) {
      const n = widths[l - 1], w = this.w[l], b = this.b[l], below = this.a[l - 1], a = this.a[l];
      for (let o = 0, k = 0; o < widths[l]; o++) {
        let z = b[o];
        for (let i = 0; i < n; i++, k++) z += w[k] * below[i];
        a[o] = Math.tanh(z);
      }
    }
    for (let i = 0; i < widths[last]; i++) this.blame[last][i] = 2 * (this.a[last][i] - y[i]);
    for (let l = last; l > 0; l--) {
      const n = widths[l - 1], w = this.w[l], dw = this.dw[l], db = this.db[l];
      const below = this.a[l - 1], a = this.a[l], blame = this.blame[l], back = this.blame[l - 1];
      back.fill(0);
      for (let o = 0, k = 0; o < widths[l]; o++) {
        const delta = blame[o] * (1 - a[o] * a[o]);
        db[o] += delta;
        for (let i = 0; i < n; i++, k++) {
          dw[k] += delta * below[i];
          back[i] += delta * w[k];
        }
      }
    }
  }
  move(fullRate, batch) {
    const rate = fullRate / batch;
    for (let l = 1; l < this.widths.length; l++) {
      const w = this.w[l], b = this.b[l], dw = this.dw[l], db = this.db[l];
      for (let k = 0; k < w.length; k++) { w[k] -= rate * dw[k]; dw[k] = 0; }
      for (let k = 0; k < b.length; k++) { b[k] -= rate * db[k]; db[k] = 0; }
    }
  }
}

let network = null, task = null, at = 0;

function train(seconds) {
  const { x, y, order, batch, rate } = task;
  const cpu = process.cpuUsage();
  const began = process.hrtime.bigint();
  let steps = 0, wall = 0;
  while (wall < seconds) {
    for (let n = 0; n < 200; n++) {
      if (at + batch > order.length) at = 0;
      for (let i = 0; i < batch; i++) {
        const example = order[at + i];
        network.learn(x[example], y[example]);
      }
      at += batch;
      network.move(rate, batch);
    }
    steps += 200;
    wall = Number(process.hrtime.bigint() - began) / 1e9;
  }
  const used = process.cpuUsage(cpu);
  return { steps, wall, cpu: (used.user + used.system) / 1e6 };
}

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const message = JSON.parse(line);
  if (typeof message === "number") {
    process.stdout.write(JSON.stringify(train(message)) + "\n");
    return;
  }
  task = message;
  network = new (task.style === "arrays" ? ArrayNetwork : ObjectNetwork)(task.widths);
});
