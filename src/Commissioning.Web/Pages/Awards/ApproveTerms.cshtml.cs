using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Awards;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Awards;

[Requires(Permission.ApproveTerms)]
public sealed class ApproveTermsModel(Db db, ApproveGrantTerms approve) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [FromRoute]
    public int Number { get; set; }

    [BindProperty]
    public string? ReviewerRole { get; set; }

    [BindProperty]
    public string? Note { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }

    /// <summary>Null when this person may approve it now.</summary>
    public Refusal? WhyNot { get; private set; }

    public async Task OnGetAsync() =>
        WhyNot = await db.ReadAsync(async work =>
            (await GrantTerms.GetAsync(work, Id, Number)).Version is { } version
                ? await ApproveGrantTerms.WhyNotAsync(work, User.Actor(), Id, version)
                : ApproveGrantTerms.WhyNotTheExample
        );

    public async Task<IActionResult> OnPostAsync()
    {
        var outcome = await approve.RunAsync(User.Actor(), Id, Number, new(ReviewerRole, Note, Agreed));
        return outcome.IsDone
            ? this.Next(Links.Awards.Terms(Id), $"Version {Number} is approved and in use")
            : this.PageWithErrors(outcome);
    }
}
