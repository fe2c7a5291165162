<p>Dear ${name},</p>
<p><a <#if dark>class="d"</#if> href="https://ski.example/<#if lang == "de">paesse<#else>passes</#if>">Your passes</a></p>
<#list tage as tag>
  <p><a href="${tag.url}" <#if (tag.n > 3)>rel="x"</#if>>${tag.titel}</a></p>
</#list>
<p>Ski office</p>
