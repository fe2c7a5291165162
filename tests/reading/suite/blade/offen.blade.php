<p>Hallo</p>
@component('mail::button', ['url' => $url])
Los geht es
<p><a href="https://kino.example/karten">Karten</a></p>
@component('mail::button', ['url' => 'kaputt
