<?php
function mail_text($name, $url) {
    $text = <<<HTML
      <h1>Hallo {$name}</h1>
      <p>It's ready: <a href="{$url}">Zur Ausstellung</a></p>
      <a href="https://museum.example/{$this->ort['nr']}/plan">Plan</a>
      HTML;
    $plain = <<<'TXT'
    <p><a href="https://museum.example/$roh">Roh</a></p>
    TXT;
    return $text . $plain;
}
