using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Funds;

/// <summary>Saves a draft round's eligibility questions and documents; the form's questions have their own editor.</summary>
public sealed class SaveQuestions(Db db)
{
    public Task<Result> RunAsync(
        Actor actor,
        Guid round,
        IReadOnlyList<(string Wording, string? Hint, string WhyNot)> eligibility,
        IReadOnlyList<DocumentKind> documents
    ) =>
        db.ChangeAsync(
            actor,
            AuditAction.EligibilityAndDocumentsChanged,
            round,
            async work =>
            {
                if (RoundRules.WhyCannotChange(await RoundReader.GetAsync(work, round)) is { } frozen)
                    return frozen;
                var before = await RoundReader.GetSetupAsync(work, round);
                await RoundContent.ReplaceEligibilityAsync(work, round, eligibility);
                await RoundContent.ReplaceDocumentsAsync(work, round, documents);
                work.Note(RoundChanges.EligibilityAndDocuments(before, await RoundReader.GetSetupAsync(work, round)).ToString());
                return Result.Done;
            }
        );
}
