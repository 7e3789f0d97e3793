using Commissioning.Domain;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.DueDiligence;

/// <summary>Passes several checks at once, each by the rules of one.</summary>
public sealed class PassChecks(Db db, RecordCheck record)
{
    public const int MostAtOnce = 200;
    private const string NothingFound = "The portal's cross-checks found nothing";

    /// <param name="Refused">Why the others did not pass.</param>
    public sealed record Passed(int Count, IReadOnlyList<string> Refused);

    /// <summary>Passes ticked checks of one application on one note.</summary>
    public async Task<Result<Passed>> RunAsync(
        Actor actor,
        Guid application,
        IReadOnlyCollection<Guid> selected,
        string? note,
        string? source
    )
    {
        var (view, foundNothing) = await ReadAsync(application);
        var ticked = view.Checks.Where(check => selected.Contains(check.Id)).ToList();
        if (ticked.Count == 0)
            return new Refusal("Tick at least one check", nameof(selected));
        if (string.IsNullOrWhiteSpace(note))
            return new Refusal("Say what you saw", nameof(note));
        var (count, refused) = (0, new List<string>());
        foreach (var check in ticked)
            if (await PassAsync(actor, check, foundNothing, note, source) is { } refusal)
                refused.Add($"{check.Name}: {refusal.Sentence}");
            else
                count++;
        return Result.Made(new Passed(count, refused));
    }

    /// <summary>Passes the open cross-checks of the ticked applications of which the portal found nothing.</summary>
    public async Task<Result<Passed>> RunAsync(Actor actor, IReadOnlyCollection<Guid> selected)
    {
        if (selected.Count == 0)
            return new Refusal("Tick at least one application", nameof(selected));
        var (count, refused) = (0, new List<string>());
        foreach (var application in selected.Distinct().Take(MostAtOnce))
        {
            var (view, foundNothing) = await ReadAsync(application);
            var open = view.Checks.Where(check => check.Kind == CheckKind.CrossChecks && !check.State.IsDone(view.Today)).ToList();
            if (open.Count == 0)
                refused.Add($"{view.Application.Reference}: it has no cross-check to do");
            foreach (var check in open)
            {
                if (await PassAsync(actor, check, foundNothing, NothingFound, "Cross-checks of the portal") is { } refusal)
                {
                    refused.Add($"{view.Application.Reference}: {refusal.Sentence}");
                    break;
                }
                count++;
            }
        }
        return Result.Made(new Passed(count, refused));
    }

    private Task<(ApplicationChecks.ChecksPage View, bool FoundNothing)> ReadAsync(Guid application) =>
        db.ReadAsync(async work =>
        {
            var view = await ApplicationChecks.GetAsync(work, application);
            // Until the tier is determined, the portal has not looked yet.
            return (view, view.Tiering is not null && (await CrossCheckQueries.GetAsync(work, application)).FoundNothing);
        });

    private async Task<Refusal?> PassAsync(Actor actor, ApplicationChecks.Check check, bool foundNothing, string note, string? source) =>
        DueDiligenceRules.WhyCannotPassTogether(check.Kind, foundNothing)
        ?? (
            await record.RunAsync(actor, new(check.Id, check.Version, CheckStatus.Pass, note, source, ExpiresOn: null, Evidence: null))
        ).FirstRefusal;
}
