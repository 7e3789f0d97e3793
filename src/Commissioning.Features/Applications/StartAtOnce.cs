using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Starts the draft of a person with one organisation and nothing to copy, who has nothing to choose, or finds the one that they
/// have started.</summary>
public sealed class StartAtOnce(Db db, MyOrganisations organisations, StartApplication startApplication)
{
    /// <returns>The draft to go on with; null when there is something to choose or to put right first.</returns>
    public async Task<Guid?> RunAsync(Actor actor, Guid round, EligibilityCheck? check)
    {
        if (await OnlyAsync(actor, check) is not { } only)
            return null;
        if (await FindAsync(round, only.Id) is { } started)
            return started;
        if ((await startApplication.EarlierAsync(actor)).Count > 0)
            return null;
        var draft = await startApplication.RunAsync(actor, round, only.Id, check);
        return draft.IsDone ? draft.Value : null;
    }

    /// <summary>The draft that the person's only organisation has in this round already; null when there is none.</summary>
    public async Task<Guid?> FindAsync(Actor actor, Guid round, EligibilityCheck? check) =>
        await OnlyAsync(actor, check) is { } only ? await FindAsync(round, only.Id) : null;

    /// <summary>The person's only organisation, unless the check was answered for another kind of organisation.</summary>
    private async Task<MyOrganisations.Organisation?> OnlyAsync(Actor actor, EligibilityCheck? check) =>
        await organisations.ListAsync(actor) is [var only] && EligibilityRules.WhyAnotherKind(check, only.Kind) is null ? only : null;

    private Task<Guid?> FindAsync(Guid round, Guid organisation) =>
        db.ScalarAsync<Guid?>(
            "select Id from Application where RoundId = @round and OrganisationId = @organisation and Status = 'Draft'",
            new { round, organisation }
        );
}
