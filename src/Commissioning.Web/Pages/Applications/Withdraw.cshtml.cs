using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features;
using Commissioning.Features.Applications;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.Apply)]
public sealed class WithdrawModel(
    MyApplication myApplication,
    WithdrawApplication withdrawApplication,
    RecallApplication recall,
    TimeProvider clock
) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Reason { get; set; }
    public MyApplication.ApplicationTasks View { get; private set; } = null!;
    public Refusal? WhyNot { get; private set; }

    /// <summary>It can be taken back and corrected instead.</summary>
    public bool MayRecall { get; private set; }
    public string Meaning => ApplicationRules.AfterWithdrawal(View.Setup.Round, clock.UtcNow());

    public async Task OnGetAsync()
    {
        View = await myApplication.GetAsync(User.Actor(), Id);
        WhyNot = await withdrawApplication.WhyNotAsync(User.Actor(), Id);
        MayRecall = await recall.WhyNotAsync(User.Actor(), Id) is null;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        var outcome = await withdrawApplication.RunAsync(User.Actor(), Id, Reason);
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(Links.Applications.Receipt(Id), "The application is withdrawn, and all members are told");
    }
}
