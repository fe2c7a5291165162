exports.mail = "<a href=\"https:\/\/weg.example\/\u00e4?a=1&amp;b=2\">W\u0065g</a>";
exports.mail2 = '<a href=\'https://zwei.example/\'>Zwei "x"</a>';
