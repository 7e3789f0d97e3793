using Commissioning.Domain.Accounts;
using Commissioning.Domain.Casework;
using Commissioning.Features.Casework;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Casework;

[Requires(Permission.AnswerRequests)]
public sealed class AnswerRoundModel(Db db, AnswerQueries answers, AskBundle ask, StopBundle stop) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public string Round { get; private set; } = "";
    public IReadOnlyList<BundleQueries.Bundle> Bundles { get; private set; } = [];

    /// <summary>Null: the person may have what is made of the round.</summary>
    public string? WhyNot { get; private set; }
    public BundleQueries.Bundle? Open => Bundles.FirstOrDefault(one => one.IsOpen);

    public static string Words(BundleKind kind) =>
        kind switch
        {
            BundleKind.Files => "Files of all applications",
            BundleKind.Drafts => "Redacted copies to work on",
            _ => "Approved copies",
        };

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync(BundleKind kind)
    {
        var outcome = await ask.RunAsync(User.Actor(), Id, kind);
        await LoadAsync();
        return outcome.IsDone ? this.Next(Links.Casework.AnswerRound(Id), "It is being made") : this.PageWithErrors(outcome);
    }

    public async Task<IActionResult> OnPostStopAsync(Guid bundle)
    {
        var outcome = await stop.RunAsync(User.Actor(), bundle);
        await LoadAsync();
        return outcome.IsDone ? this.Next(Links.Casework.AnswerRound(Id), "Stopped") : this.PageWithErrors(outcome);
    }

    private async Task LoadAsync()
    {
        WhyNot = await answers.WhyNotRoundAsync(User.Actor(), Id);
        await db.ReadAsync<object?>(async work =>
        {
            Round = (await RoundReader.GetAsync(work, Id)).FullName;
            Bundles = await BundleQueries.OfRoundAsync(work, Id);
            return null;
        });
    }
}
