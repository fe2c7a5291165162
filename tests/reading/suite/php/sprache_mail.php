<?php
return [
    'gruss' => 'Guten Tag :name',
    'bestaetigen' => 'Bitte <a href=":url">bestätigen</a> Sie.',
    'hilfe' => 'Hilfe gibt es <a href="https://hilfe.example/">hier</a>.',
    'alt' => "nichts",
];
