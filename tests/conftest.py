"""What every test of the project stands on: no screen is needed anywhere."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
