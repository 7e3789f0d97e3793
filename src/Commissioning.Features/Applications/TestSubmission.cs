using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Messages;
using Commissioning.Features.Funds;
using Commissioning.Features.Messages;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>An officer sends a filled-in form of a round that is not published, to see what an applicant would. It goes through the rules
/// of a sending, but nothing is stored except the audit entry: no application, number, count or e-mail.</summary>
public sealed class TestSubmission(Db db, TimeProvider clock)
{
    /// <param name="Refusals">Everything that would prevent the sending; empty: it would be accepted.</param>
    /// <param name="Copy">What would be frozen.</param>
    public sealed record Tested(IReadOnlyList<string> Refusals, ApplicationCopy Copy, string ReceiptSubject, string ReceiptBody);

    public async Task<Result<Tested>> RunAsync(Actor actor, Guid round, ApplicationContent content, string? declaredName, bool agreed)
    {
        var now = clock.UtcNow();
        var setup = await db.ReadAsync(work => RoundReader.GetSetupAsync(work, round));
        if (setup.Round.PublishedAt is not null)
            return new Refusal("This round is published, so a test could be taken for an application. Test the form of a draft round.");
        // The profile belongs to an organisation, and there is none.
        var gaps = ApplicationRules.Gaps(setup, content with { ProfileConfirmed = true });
        IReadOnlyList<string> refusals =
        [
            .. gaps.Select(gap => $"{gap.Section.Title}: {gap.Refusal.Sentence}"),
            .. ApplicationRules.WhyDeclarationIsIncomplete(declaredName, agreed).Select(refusal => refusal.Sentence),
        ];
        var copy = CopyOf(setup, content, declaredName, now);
        var template = await db.ReadAsync(async work =>
            await MessageQueries.WordsAsync(work, setup.Round.FundId, MessageCatalogue.Of(MessageKind.Receipt))
        );
        var values = Values(setup.Round, copy, now);
        await db.RecordAsync(
            actor,
            AuditAction.TestSubmitted,
            round,
            $"Test of the draft round's form: {content.Answers.Values.Count(answer => answer.Length > 0)} answers, {content.AmountRequested?.ToString() ?? "no amount"}, would be {(refusals.Count == 0 ? "accepted" : $"refused: {string.Join("; ", refusals)}")}"
        );
        return Result.Made(
            new Tested(refusals, copy, MessageRules.Fill(template.Subject, values), MessageRules.Body(template.Body, values))
        );
    }

    private static ApplicationCopy CopyOf(RoundSetup setup, ApplicationContent content, string? declaredName, DateTime now) =>
        new()
        {
            Round = setup.Round.FullName,
            Reference = "Test, no number",
            Organisation = new()
            {
                Name = "A test, of no organisation",
                Kind = "",
                AddressLine = "",
                Town = "",
                Postcode = "",
                Area = "",
                Phone = "",
            },
            ProjectName = content.Project.ProjectName,
            Summary = content.Project.Summary,
            Priority = content.Project.Priority,
            AlsoServes = content.Project.AlsoServes is { Count: > 0 } also ? also : null,
            Zone = content.Project.Zone,
            ZoneLinks = content.Project.ZoneLinks,
            StartsOn = content.Project.StartsOn,
            EndsOn = content.Project.EndsOn,
            AmountRequested = content.AmountRequested,
            Answers = content
                .Given.Shown(setup.Questions)
                .Select(question => SubmittedCopy.CopyOf(question, content.Answers.GetValueOrDefault(question.Id)))
                .ToList(),
            Budget = content.Budget,
            Outcomes = content.Outcomes,
            Documents = [],
            DeclaredName = declaredName?.Trim(),
            SubmittedAt = now,
        };

    private static Dictionary<string, string> Values(Round round, ApplicationCopy copy, DateTime now) =>
        new()
        {
            ["project"] = copy.ProjectName ?? "No name",
            ["organisation"] = copy.Organisation.Name,
            ["fund"] = round.FundName,
            ["round"] = round.FullName,
            ["reference"] = copy.Reference!,
            ["amount"] = copy.AmountRequested?.ToString() ?? "No amount",
            ["received"] = LondonTime.DateAndTime(now),
            ["hash"] = ApplicationCopy.Sha256(copy.ToJson()),
            ["decision"] = LondonTime.Date(round.DecisionExpectedOn),
        };
}
