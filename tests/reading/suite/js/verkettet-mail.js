let body = '<p>It\'s time, ' + name + '</p>';
body += '<a href="' + url + '">Zum Kurs</a>';
body += "<a href=\"https://kurs.example/plan\">Plan</a>" + fuss(1);
body += '<a href="' + link("a", 'b') + '">Weiter</a>';
body += '<a href="https://kurs.example/?id=' + id + '&x=1">Konto</a>';
const n = a / b / c; const r = /<a href='"x"'>/;
