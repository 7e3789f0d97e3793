using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.ViewRounds)]
public sealed class MessagesModel(Db db, StartMailing start, ReadApplicantMessages read) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Subject { get; set; }

    [BindProperty]
    public string? Wording { get; set; }

    /// <summary>When the newest message of the applicant that this page showed was written.</summary>
    [BindProperty]
    public DateTime? Newest { get; set; }
    public IReadOnlyList<Mailings.Entry> Thread { get; private set; } = [];
    public bool MayWrite => User.Can(Permission.SendLetters);

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!MayWrite)
            return Forbid();
        var round = await LoadAsync();
        var outcome = await start.RunAsync(
            User.Actor(),
            MailingAudience.Applications,
            round,
            [Id],
            1,
            MailingRules.HashOf([Id]),
            Subject,
            Wording
        );
        return outcome.IsDone ? this.Next(Links.Casework.Messages(Id), "Message sent") : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostReadAsync()
    {
        if (!MayWrite)
            return Forbid();
        if (Newest is not { } newest)
            return BadRequest();
        await LoadAsync();
        var outcome = await read.RunAsync(User.Actor(), Id, newest);
        return outcome.IsDone ? this.Next(Links.Casework.Messages(Id), "Marked as read") : this.PageWithErrors(outcome);
    }

    /// <summary>The application's round.</summary>
    private Task<Guid> LoadAsync() =>
        db.ReadAsync(async work =>
        {
            var record = await RecordPlace.OfAsync(work, RecordKind.Application, Id) ?? throw new NotFoundException("No such application");
            Thread = await Mailings.ThreadAsync(work, Id, all: true);
            return record.RoundId;
        });
}
