using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Messages;
using Commissioning.Features.Operations;
using Commissioning.Platform.Data;
using Commissioning.Web.TagHelpers;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

[Requires(Permission.SendLetters)]
public sealed class UndeliveredModel(Db db, SendUndeliveredElsewhere sendElsewhere, EndUndelivered end, SendEmailAgain sendAgain)
    : PageModel
{
    public static readonly IReadOnlyList<Choice> Answers =
    [
        new(nameof(UndeliveredAnswer.SentAgain), "Send it again to the same address"),
        new(nameof(UndeliveredAnswer.OtherAddress), "Send it to another address"),
        new(nameof(UndeliveredAnswer.Posted), "Nothing more: I have posted it"),
        new(nameof(UndeliveredAnswer.Rung), "Nothing more: I have told them by phone"),
    ];

    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public UndeliveredAnswer? Answer { get; set; }

    [BindProperty]
    public string? Address { get; set; }
    public UndeliveredEmails.UndeliveredPage View { get; private set; } = null!;

    public async Task OnGetAsync() => View = await db.ReadAsync(work => UndeliveredEmails.GetAsync(work, Id));

    public async Task<IActionResult> OnPostAsync()
    {
        View = await db.ReadAsync(work => UndeliveredEmails.GetAsync(work, Id));
        var outcome = Answer switch
        {
            null => new Refusal("Say what you want to do", nameof(Answer)),
            UndeliveredAnswer.SentAgain => await sendAgain.RunAsync(User.Actor(), Id),
            UndeliveredAnswer.OtherAddress => await sendElsewhere.RunAsync(User.Actor(), Id, Address),
            { } how => await end.RunAsync(User.Actor(), Id, how),
        };
        return !outcome.IsDone
            ? this.PageWithErrors(outcome)
            : this.Next(
                Links.Casework.Work,
                Answer is UndeliveredAnswer.SentAgain or UndeliveredAnswer.OtherAddress ? "The message is on its way" : "The task is done"
            );
    }
}
