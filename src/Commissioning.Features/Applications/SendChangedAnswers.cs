using Commissioning.Domain;
using Commissioning.Domain.Applications;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Funds;
using Commissioning.Domain.Organisations;
using Commissioning.Features.Funds;
using Commissioning.Features.Organisations;
using Commissioning.Features.Scoring;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Applications;

/// <summary>Puts what was asked for again in place of what was sent, in the rows and in the copy, all or nothing. Nothing else in the copy
/// changes, even if the organisation's profile has. Sheets that were submitted on the old text are opened as new versions.</summary>
public sealed class SendChangedAnswers(Db db, Office office)
{
    public Task<Result> RunAsync(Actor actor, Guid application) =>
        db.ChangeAsync(
            actor,
            AuditAction.ChangeAnswered,
            application,
            async work =>
            {
                var request = await ChangeRequestQueries.GetMineAsync(work, actor, application);
                var submitted = await ChangeRequestQueries.ApplicationAsync(work, application);
                var round = await RoundReader.GetAsync(work, submitted.RoundId);
                if ((request.WhyCannotAnswer(work.Now) ?? submitted.WhyCannotAsk(round)) is { } late)
                    return late;
                var changed = await ChangedApplication.GetAsync(work, request);
                if (changed.WhyNotReady(request) is { } gap)
                    return gap;
                if (request.Parts.Any(part => part.Name == RequestedPart.Budget) && submitted.PartAwards > 0)
                    return new Refusal("We have proposed an amount for your budget meanwhile, so it cannot change now. Write to us.");
                var sent = await SubmittedCopy.GetAsync(work, application);
                var before = sent.Copy;
                var after = changed.CopyOf(request, before, await OrganisationAsync(work, submitted.OrganisationId));
                var contacts = await OrganisationRecipients.FactsAsync(work, submitted.OrganisationId);
                await WriteRowsAsync(work, actor, request, submitted, changed);
                if (await ContactChange.TellAsync(work, office, actor, submitted.OrganisationId, contacts) is { } often)
                    return often;
                var comparison = ApplicationComparison.Of(before, after);
                // Where the round hides who applies, no one scored the documents and the organisation.
                var scored = round.Policy.HideApplicants
                    ? ApplicationComparison.Of(ScoringSheet.WithoutApplicant(before), ScoringSheet.WithoutApplicant(after))
                    : comparison;
                var reopened = scored.IsAny ? await ReopenSheetsAsync(work, actor, request, round) : 0;
                await ChangeRequestNotices.TellAssessorsAsync(
                    work,
                    office,
                    submitted,
                    "has changed",
                    comparison.IsAny
                        ? $"The applicant of {submitted.Reference} has answered our request to change {request.InWords}. Your score sheet shows the old and the new side by side. If you had submitted your scores for it, your sheet is open again with them: check them and submit it again."
                        : $"The applicant of {submitted.Reference} has answered our request to change {request.InWords}, and changed nothing. You can submit your scores for it."
                );
                Note(work, request, before, after);
                if (reopened > 0)
                    work.Note(reopened == 1 ? "1 score sheet reopened" : $"{reopened} score sheets reopened");
                // Last, so that no words of an applicant stand after the hash in the trail.
                await WriteCopyAsync(work, actor, request, sent, after);
                return Result.Done;
            }
        );

    internal static Task<OrganisationDetails> OrganisationAsync(Work work, Guid organisation) =>
        work.FindAsync<OrganisationDetails>(SubmittedCopy.OrganisationSql, new { OrganisationId = organisation });

    private static async Task WriteRowsAsync(
        Work work,
        Actor actor,
        ChangeRequestQueries.Request request,
        ChangeRequestQueries.RequestedApplication submitted,
        ChangedApplication changed
    )
    {
        foreach (var item in request.Items)
            await WriteAnswerAsync(work, submitted.Id, item);
        foreach (var part in request.Parts.Select(part => part.Name))
            await (
                part switch
                {
                    RequestedPart.Project => WriteProjectAsync(work, submitted.Id, changed.After.Project),
                    RequestedPart.Budget => WriteBudgetAsync(work, submitted, changed.After),
                    RequestedPart.Outcomes => SaveOutcomes.WriteAsync(work, submitted.Id, changed.After.Outcomes),
                    RequestedPart.Documents => WriteDocumentsAsync(work, request),
                    _ => OrganisationProfiles.WriteAsync(work, actor, submitted, EnteredProfile(request)),
                }
            );
    }

    private static IReadOnlyDictionary<string, string> EnteredProfile(ChangeRequestQueries.Request request) =>
        request.Parts.Select(part => part.Entered?.Profile).FirstOrDefault(profile => profile is not null)
        ?? new Dictionary<string, string>();

    private static async Task WriteAnswerAsync(Work work, Guid application, ChangeRequestQueries.Item item)
    {
        if (item.After is null)
            return; // It is no longer asked, because of what else was changed.
        var row = new
        {
            application,
            Question = item.Question.Id,
            item.After,
        };
        if (
            await work.ExecuteAsync("update Answer set Wording = @After where ApplicationId = @application and QuestionId = @Question", row)
            == 0
        )
            await work.ExecuteAsync(
                "insert into Answer (ApplicationId, QuestionId, Wording) values (@application, @Question, @After)",
                row
            );
    }

    private static async Task WriteProjectAsync(Work work, Guid application, ProjectContent project)
    {
        await AlsoServed.WriteAsync(work, application, project.AlsoServes);
        await work.ExecuteOneAsync(
            "update Application set ProjectName = @ProjectName, Summary = @Summary, Priority = @Priority, Zone = @Zone, ZoneLinks = @ZoneLinks, StartsOn = @StartsOn, EndsOn = @EndsOn where Id = @application and Status = 'Submitted'",
            new
            {
                application,
                project.ProjectName,
                project.Summary,
                project.Priority,
                project.Zone,
                project.ZoneLinks,
                project.StartsOn,
                project.EndsOn,
            }
        );
    }

    private static async Task WriteBudgetAsync(Work work, ChangeRequestQueries.RequestedApplication submitted, ApplicationContent content)
    {
        var row = new
        {
            submitted.Id,
            submitted.RoundId,
            content.AmountRequested,
            Difference = content.AmountRequested!.Value - (submitted.AmountRequested ?? Money.Zero),
        };
        await work.ExecuteOneAsync(
            "update Application set AmountRequested = @AmountRequested where Id = @Id and Status = 'Submitted'",
            row
        );
        await work.ExecuteOneAsync("update RoundTally set Requested = Requested + @Difference where RoundId = @RoundId", row);
        await SaveBudget.WriteAsync(work, submitted.Id, content.Budget);
    }

    private static async Task WriteDocumentsAsync(Work work, ChangeRequestQueries.Request request)
    {
        await work.ExecuteAsync(RemoveDocumentsSql, new { request.Id, request.ApplicationId });
        await work.ExecuteAsync(AddDocumentsSql, new { request.Id, request.ApplicationId });
    }

    private static async Task WriteCopyAsync(
        Work work,
        Actor actor,
        ChangeRequestQueries.Request request,
        SubmittedCopy.SubmittedVersions sent,
        ApplicationCopy after
    )
    {
        // An imported application has no frozen copy, so its rows are frozen as they were.
        var isFrozen = ApplicationCopy.Frozen(sent.Application.CopyJson) is not null;
        var before = isFrozen ? sent.Application.CopyJson! : sent.Copy.ToJson();
        await work.ExecuteOneAsync(
            "update ChangeRequest set AnsweredBy = @By, AnsweredAt = @Now, CopyBefore = @before, Sha256Before = @Sha256 where Id = @Id and AnsweredAt is null and ClosedAt is null",
            new
            {
                request.Id,
                By = actor.Id,
                work.Now,
                before,
                Sha256 = isFrozen ? sent.Application.CopySha256 : ApplicationCopy.Sha256(before),
            }
        );
        await SubmittedCopy.FreezeAsync(work, request.ApplicationId, after);
    }

    /// <summary>After scoring has closed no one could submit a reopened sheet, so the sheets stay as they are, beside the
    /// changes.</summary>
    private static async Task<int> ReopenSheetsAsync(Work work, Actor actor, ChangeRequestQueries.Request request, Round round)
    {
        if (work.Now > round.ScoringClosesAt)
            return 0;
        var sheets = await work.QueryAsync<Guid>(
            "select Id from ScoringAssignment where ApplicationId = @ApplicationId and SubmittedAt is not null and Conflict = 'None' order by SubmittedAt, Id",
            new { request.ApplicationId }
        );
        foreach (var sheet in sheets)
            await SheetVersions.ReopenAsync(work, sheet, actor.Id, $"The applicant changed {request.InWords}");
        return sheets.Count;
    }

    /// <summary>The parts, and money before and after; what was written is in the copies.</summary>
    private static void Note(Work work, ChangeRequestQueries.Request request, ApplicationCopy before, ApplicationCopy after)
    {
        var comparison = ApplicationComparison.Of(before, after);
        var parts = request.Parts.Select(part => part.Name).Where(IsChanged).Select(ChangeRequestRules.Name);
        var answers = request.Items.Where(item => item.After != item.Before).Select(item => item.Question.Code);
        var names = string.Join(", ", parts.Concat(answers));
        work.Note(names.Length > 0 ? names : "Nothing changed");
        if (comparison.Budget is { } budget)
        {
            var money = new Changes().Add("Asked for", budget.AskedBefore, budget.AskedAfter);
            // By place, because an item may name a person.
            foreach (var line in budget.Lines.Where(line => line.IsChanged))
                money
                    .Add($"{NameOf(line)}, from this grant", line.Before?.Requested, line.After?.Requested)
                    .Add($"{NameOf(line)}, from others", line.Before?.OtherFunders, line.After?.OtherFunders);
            work.Note(money.ToString());
        }
        if (comparison.Documents is { } documents)
            work.Note(
                new Changes()
                    .Add("Documents", documents.Before.Select(document => document.Name), documents.After.Select(document => document.Name))
                    .ToString()
            );

        static string NameOf(ApplicationComparison.ChangedLine line) =>
            line.After is { } after ? $"Line {after.Position}" : $"Removed line {line.Before!.Position}";

        bool IsChanged(RequestedPart part) =>
            part switch
            {
                RequestedPart.Project => comparison.Project.Count > 0,
                RequestedPart.Budget => comparison.Budget is not null,
                RequestedPart.Outcomes => comparison.Outcomes.Count > 0,
                RequestedPart.Documents => comparison.Documents is not null,
                _ => comparison.Organisation.Count > 0,
            };
    }

    private const string RemoveDocumentsSql = """
        delete from ApplicationDocument
        where  ApplicationId = @ApplicationId and Id in (select x.DocumentId from ChangeRequestDocument x where x.RequestId = @Id and x.Change = 'Removed')
        """;
    private const string AddDocumentsSql = """
        insert into ApplicationDocument (Id, ApplicationId, DocumentKindId, FileId)
        select x.DocumentId, @ApplicationId, x.DocumentKindId, x.FileId
        from   ChangeRequestDocument x
        where  x.RequestId = @Id and x.Change = 'Added'
        """;
}
