using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Features.Funds;
using Commissioning.Features.Publishing;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages;

[AllowAnonymous, Revalidated]
public sealed class IndexModel(OpenRounds rounds, MyApplications mine, FundedStories stories, Db db, TimeProvider clock) : PageModel
{
    public IReadOnlyList<Round> Rounds { get; private set; } = [];

    /// <summary>About how many minutes the form of each takes.</summary>
    public IReadOnlyDictionary<Guid, int> Minutes { get; private set; } = new Dictionary<Guid, int>();
    public IReadOnlyList<MyApplications.MyApplicationRow> Drafts { get; private set; } = [];
    public IReadOnlyList<FundedStories.Story> Stories { get; private set; } = [];
    public DateTime Now => clock.UtcNow();

    public async Task OnGetAsync()
    {
        Rounds = await rounds.ListAsync();
        Minutes = await MinutesAsync();
        Stories = await stories.NewestAsync();
        if (User.Can(Permission.Apply))
            Drafts = (await mine.ListAsync(User.Actor()))
                .Where(row => row is { Status: ApplicationStatus.Draft, RoundWithdrawnAt: null } && row.ClosesAt >= Now)
                .OrderBy(row => row.ClosesAt)
                .ToList();
    }

    private Task<Dictionary<Guid, int>> MinutesAsync() =>
        db.ReadAsync(async work =>
        {
            var minutes = new Dictionary<Guid, int>();
            foreach (var round in Rounds)
                minutes[round.Id] = FormMinutes.Total(
                    await RoundReader.PublishedQuestionsAsync(work, round.Id, round.FormVersion),
                    await RoundReader.DocumentsAsync(work, round.Id)
                );
            return minutes;
        });
}
