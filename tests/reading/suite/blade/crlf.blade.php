<p>👍 Hello {{ $user->first_name }}</p>
@component('mail::button', ['url' => "https://clinic.example/visit/{$visit->id}"])
See your visit
@endcomponent
<p><a href="{{ $unsubscribe }}">Stop reminders</a></p>
