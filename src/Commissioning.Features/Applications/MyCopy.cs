using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The copy for the applicant's own people: frozen once sent, the current draft before.</summary>
public sealed class MyCopy(Db db)
{
    /// <param name="Json">Exactly what was received, for download; null: not sent, or erased.</param>
    /// <param name="Sha256">Hash of what was received; null: not sent.</param>
    /// <param name="WhyNotAsReceived">Null when the copy is what was received.</param>
    public sealed record Contents(ApplicationCopy Copy, string? Json, string? Sha256, string? WhyNotAsReceived);

    public Task<Contents> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var mine = await ApplicationReader.FindMineAsync(work, actor, application);
            if (mine.SubmittedAt is null)
                return new Contents(await SubmittedCopy.BuildAsync(work, application), null, null, null);
            var sent = await SubmittedCopy.GetAsync(work, application);
            var json = ApplicationCopy.IsFrozen(sent.Application.CopyJson) ? sent.Application.CopyJson : null;
            return new(sent.Copy, json, json is null ? null : sent.Application.CopySha256, sent.WhyNotAsReceived);
        });
}
