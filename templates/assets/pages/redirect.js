// Leads from a former address to the new one and keeps the clause that was asked for.
"use strict";
location.replace(document.querySelector("link[rel=canonical]").href + location.search + location.hash);
