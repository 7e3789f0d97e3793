using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Payments;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Payments;

[Requires(Permission.WriteApplications)]
public sealed class AdviceModel(Db db, Office office) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public Guid Run { get; set; }
    public RemittanceAdvice.Advice View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => RemittanceAdvice.MineAsync(work, office, User.Actor(), Id, Run));
}
