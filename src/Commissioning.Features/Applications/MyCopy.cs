using Commissioning.Domain;
using Commissioning.Domain.Funds;
using Commissioning.Features.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The copy for the applicant's own people: frozen once sent, the current draft before.</summary>
public sealed class MyCopy(Db db)
{
    /// <param name="Json">Exactly what was received, for download; null: not sent, erased, or changed since.</param>
    /// <param name="Sha256">Hash of what was received; null where there is no file.</param>
    /// <param name="WhyNotAsReceived">Null when the copy is what was received.</param>
    /// <param name="WhyWithdrawn">Null unless the round was withdrawn.</param>
    public sealed record Contents(ApplicationCopy Copy, string? Json, string? Sha256, string? WhyNotAsReceived, Refusal? WhyWithdrawn);

    public Task<Contents> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var mine = await ApplicationReader.FindMineAsync(work, actor, application);
            var withdrawn = RoundRules.WhyWithdrawn(await RoundReader.GetAsync(work, mine.RoundId));
            if (mine.SubmittedAt is null)
                return new Contents(await SubmittedCopy.BuildAsync(work, application), null, null, null, withdrawn);
            var sent = await SubmittedCopy.GetAsync(work, application);
            var json =
                sent.WhyNotAsReceived is null && ApplicationCopy.IsFrozen(sent.Application.CopyJson) ? sent.Application.CopyJson : null;
            return new(sent.Copy, json, json is null ? null : sent.Application.CopySha256, sent.WhyNotAsReceived, withdrawn);
        });

    /// <summary>What was sent before the organisation took it back.</summary>
    public Task<IReadOnlyList<EarlierCopies.EarlierFile>> EarlierAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            await ApplicationReader.FindMineAsync(work, actor, application);
            return await EarlierCopies.FilesAsync(work, application);
        });
}
