"use strict";
document.documentElement.dataset.visits = "1";
