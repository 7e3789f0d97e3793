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

    /// <summary>The application whose file is kept from the person, and with it this copy; null: the person may have it.</summary>
    public Task<Guid?> KeptFromAsync(Actor viewer, Guid answer) =>
        db.ReadAsync(async work =>
        {
            var copy = await FoiQueries.GetAsync(work, answer);
            return await AnswerFile.WhyNotCopyAsync(work, viewer, copy) is null ? null : copy.ApplicationId;
        });

    /// <summary>Why the person may not have what is made of a round; null: they may.</summary>
    public Task<string?> WhyNotRoundAsync(Actor viewer, Guid round) =>
        db.ReadAsync(async work => (await AnswerFile.WhyNotRoundAsync(work, viewer, round))?.Sentence);
}
