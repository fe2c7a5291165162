@component('mail::message')
# Danke für Ihre Bestellung

Guten Tag {{ $kunde->name }}, Ihr Paket ist unterwegs.

@component('mail::button', ['url' => route('sendung', ['id' => $bestellung->id]), 'color' => 'success'])
Sendung verfolgen
@endcomponent

Fragen? [Hilfe](https://laden.example/hilfe)
@endcomponent
