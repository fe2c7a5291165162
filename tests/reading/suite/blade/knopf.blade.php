<x-mail::message>
# Hallo {{ $name }}

<x-mail::button :url="$url" color="primary">
Rechnung öffnen
</x-mail::button>

<x-mail::button url="https://abo.example/verwalten">Abo verwalten</x-mail::button>
<x-mail::button :url="'https://abo.example/pause'">Pause einlegen</x-mail::button>

Danke,<br>
{{ config('app.name') }}
</x-mail::message>
