'use strict';
// Placeholder of the launcher; see scripts/README when complete.
