using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.SendLetters)]
public sealed class MailingModel(Db db, StopMailing stop) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public Mailings.Mailing View { get; private set; } = null!;
    public IReadOnlyList<Mailings.Unreached> Unreached { get; private set; } = [];

    /// <summary>Where another message with the same words is written.</summary>
    public string Again =>
        (View.Audience, View.RoundId) switch
        {
            (MailingAudience.Panel, { } round) => $"{Links.Casework.WriteToPanel(round, PanelPart.All)}&from={Id}",
            (_, { } round) => $"{Links.Casework.NewMailing(round)}?from={Id}",
            _ => $"{Links.Casework.WriteToList(View.Audience)}?from={Id}",
        };

    public async Task OnGetAsync() =>
        (View, Unreached) = await db.ReadAsync(async work => (await Mailings.GetAsync(work, Id), await Mailings.UnreachedAsync(work, Id)));

    public async Task<IActionResult> OnPostStopAsync()
    {
        var outcome = await stop.RunAsync(User.Actor(), Id);
        await OnGetAsync();
        return outcome.IsDone ? this.Next(Links.Casework.Mailing(Id), "Stopped") : this.PageWithErrors(outcome);
    }
}
