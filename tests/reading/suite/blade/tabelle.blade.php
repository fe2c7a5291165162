<x-mail::message>
<x-mail::table>
| Kurs | Link |
| ---- | ---- |
| Töpfern | [ansehen](https://toepfern.example/k/1) |
</x-mail::table>
<x-shop.cta-button href="{{ $angebot }}" label="x">Zum Angebot</x-shop.cta-button>
{{-- <a href="https://alt.example/">alt</a> --}}
</x-mail::message>
