using Commissioning.Domain.Accounts;
using Commissioning.Features;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Documents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>What a return asks, to print.</summary>
[Requires(Permission.WriteApplications)]
public sealed class BlankModel(ReturnReader returns, Office office) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public LetterDocument Paper { get; private set; } = null!;

    public async Task OnGetAsync() => Paper = BlankReturn.Of(await returns.GetMineAsync(User.Actor(), Id), office);
}
