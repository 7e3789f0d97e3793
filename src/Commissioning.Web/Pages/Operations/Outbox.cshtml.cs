using Commissioning.Domain.Accounts;
using Commissioning.Features.Casework;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Platform.Email;
using Commissioning.Platform.Lists;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.ViewOutbox)]
public sealed class OutboxModel(Db db, SendEmailAgain sendAgain, MarkEmailSent markSent) : PageModel
{
    public ListView View { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync()
    {
        if (HttpMethods.IsGet(Request.Method) && ListDownload.Of(this, EmailList.List) is { } file)
            return file;
        View = await db.ReadAsync(work => ListView.OfAsync(this, work, EmailList.List, rowActs: MaySendAgain ? ActsOf : null));
        return Page();
    }

    /// <summary>Whatever columns are shown: a row that shows its state and is not failed or uncertain needs no button.</summary>
    private static IReadOnlyList<RowAct> ActsOf(ListRow row) =>
        row.Cells.Any(cell => cell.Raw is nameof(EmailState.Uncertain)) ? [new("Send again", "row"), new("Mark as sent", "sent")]
        : row.Cells.Any(cell => cell.Raw is nameof(EmailState.Failed)) ? [new("Send again", "row")]
        : [];

    /// <summary>Auditors only read. People who send letters or manage accounts may send an e-mail again.</summary>
    public bool MaySendAgain => User.Can(Permission.SendLetters) || User.Can(Permission.ManagePeople);

    /// <param name="row">The e-mail to send again.</param>
    /// <param name="sent">The e-mail that has arrived.</param>
    public async Task<IActionResult> OnPostAsync(Guid? row, Guid? sent)
    {
        if (!MaySendAgain)
            return Forbid();
        if ((row ?? sent) is not { } email)
            return NotFound();
        var outcome = row is null ? await markSent.RunAsync(User.Actor(), email) : await sendAgain.RunAsync(User.Actor(), email);
        if (outcome.IsDone)
            return this.Next(ListView.Back(this), row is null ? "The e-mail is marked as sent" : "The e-mail will be sent again");
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
