<p>Dear {$name},</p>
<p><a {if $dark}class="d"{else}class="l"{/if} href="https://pool.example/{if $lang == "de"}kurse{else}lessons{/if}">Your lessons</a></p>
{foreach $slots as $slot}
  <p><a href="{$slot.url}" {if $slot.full}rel="nofollow"{/if}>{$slot.label}</a></p>
{/foreach}
<p>The pool</p>
