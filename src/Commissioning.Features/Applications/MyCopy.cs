using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>The copy for the applicant's own people: frozen once sent, the current draft before.</summary>
public sealed class MyCopy(Db db)
{
    public Task<ApplicationCopy> GetAsync(Actor actor, Guid application) =>
        db.ReadAsync(async work =>
        {
            var mine = await ApplicationReader.FindMineAsync(work, actor, application);
            return mine.SubmittedAt is null
                ? await SubmittedCopy.BuildAsync(work, application)
                : (await SubmittedCopy.GetAsync(work, application)).Copy;
        });
}
