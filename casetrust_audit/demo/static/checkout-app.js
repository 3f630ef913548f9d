"use strict";
// Never draws anything: the wall "empty-checkout".
