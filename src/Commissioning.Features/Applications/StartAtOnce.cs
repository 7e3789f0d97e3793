using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Features.Organisations;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Starts the draft of a person who has nothing to choose, or finds the one that they have started: the organisation is the only
/// one, or that of the earlier application whose answers are copied.</summary>
public sealed class StartAtOnce(Db db, MyOrganisations organisations, StartApplication startApplication)
{
    /// <param name="copyOf">The earlier application whose answers are to be copied.</param>
    /// <returns>The draft to go on with; null when there is something to choose or to put right first.</returns>
    public async Task<Guid?> RunAsync(Actor actor, Guid round, EligibilityCheck? check, Guid? copyOf = null)
    {
        if (await KnownAsync(actor, check, copyOf) is not { } known)
            return null;
        if (await FindAsync(round, known.Id) is { } started)
            return started;
        if (copyOf is null && (await startApplication.EarlierAsync(actor)).Count > 0)
            return null;
        var draft = await startApplication.RunAsync(actor, round, known.Id, check, copyOf);
        return draft.IsDone ? draft.Value : null;
    }

    /// <summary>The draft that the organisation has in this round already; null when there is none.</summary>
    public async Task<Guid?> FindAsync(Actor actor, Guid round, EligibilityCheck? check, Guid? copyOf = null) =>
        await KnownAsync(actor, check, copyOf) is { } known ? await FindAsync(round, known.Id) : null;

    /// <summary>The organisation that applies, when there is nothing to choose; null: there is.</summary>
    public async Task<MyOrganisations.Organisation?> KnownAsync(Actor actor, Guid? copyOf)
    {
        var mine = await organisations.ListAsync(actor);
        if (copyOf is null)
            return mine is [var only] ? only : null;
        var earlier = (await startApplication.EarlierAsync(actor)).FirstOrDefault(one => one.Id == copyOf);
        return mine.FirstOrDefault(one => one.Id == earlier?.OrganisationId);
    }

    /// <summary>The same, unless the check was answered for another kind of organisation.</summary>
    private async Task<MyOrganisations.Organisation?> KnownAsync(Actor actor, EligibilityCheck? check, Guid? copyOf) =>
        await KnownAsync(actor, copyOf) is { } known
        && EligibilityRules.WhyAnotherKind(check, known.Kind, await db.ReadAsync(OfficeSettings.KindsAsync)) is null
            ? known
            : null;

    private Task<Guid?> FindAsync(Guid round, Guid organisation) =>
        db.ScalarAsync<Guid?>(
            "select Id from Application where RoundId = @round and OrganisationId = @organisation and Status = 'Draft'",
            new { round, organisation }
        );
}
