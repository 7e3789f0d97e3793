using Commissioning.Domain.Accounts;
using Commissioning.Features.Operations;
using Commissioning.Platform.Email;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.ViewOutbox)]
public sealed class OutboxModel(OutboxList outbox) : PageModel
{
    public OutboxList.OutboxPage View { get; private set; } = null!;

    public async Task OnGetAsync([FromQuery(Name = "page")] int number = 1) => View = await outbox.GetAsync(number);

    /// <summary>Auditors only read. People who send letters or manage accounts may send an e-mail again.</summary>
    public bool MaySendAgain => User.Can(Permission.SendLetters) || User.Can(Permission.ManagePeople);

    public async Task<IActionResult> OnPostAsync(Guid email)
    {
        if (!MaySendAgain)
            return Forbid();
        var outcome = await outbox.SendAgainAsync(User.Actor(), email);
        if (outcome.IsDone)
            return this.Next(Links.Operations.Outbox, "The e-mail will be sent again");
        await OnGetAsync();
        return this.PageWithErrors(outcome);
    }

    public static string Words(EmailState state) =>
        state switch
        {
            EmailState.Waiting => "Waiting",
            EmailState.Claimed => "Being sent",
            EmailState.Uncertain => "May have been sent",
            _ => state.ToString(),
        };
}
