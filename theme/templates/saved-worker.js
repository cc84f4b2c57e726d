{# A worker answers only for what lies beside it or below: so it stands at the root. #}
importScripts("theme/js/saved/worker.js");
