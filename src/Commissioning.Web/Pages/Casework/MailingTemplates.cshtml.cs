using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class MailingTemplatesModel(Db db) : PageModel
{
    public IReadOnlyList<MailingTemplates.Template> All { get; private set; } = [];

    public async Task OnGetAsync() => All = await db.ReadAsync(MailingTemplates.AllAsync);
}
