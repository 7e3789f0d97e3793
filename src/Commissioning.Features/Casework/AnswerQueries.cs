using Commissioning.Domain;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Casework;

/// <summary>Whether a person may have the file of an application.</summary>
public sealed class AnswerQueries(Db db)
{
    /// <returns>The reference, and why the person may not have the file; null: they may.</returns>
    public Task<(string Reference, string? WhyNot)> MayHaveAsync(Actor viewer, Guid application) =>
        db.ReadAsync(async work =>
        {
            var about = await AnswerFile.SubjectAsync(work, application) ?? throw new NotFoundException("No such application");
            return (about.Reference, (await AnswerFile.WhyNotAsync(work, viewer, about.RoundId, application))?.Sentence);
        });
}
