using System.Globalization;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.DueDiligence;
using Commissioning.Domain.Funds;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using static Commissioning.Features.Demonstration.LoadDemonstration;

namespace Commissioning.Features.Demonstration;

/// <summary>Creates one invented application as if it had been submitted, checked and, if the file says so, moderated.</summary>
internal sealed class DemonstrationApplication(Work work, RoundSetup setup, string key, DemonstrationFile.ApplicationData application)
{
    private readonly Guid id = Id($"application/{key}/{application.Number}");

    public async Task AddAsync(IReadOnlyList<string> panel)
    {
        var person = Id($"person/{application.Organisation.ContactEmail}");
        var organisation = Id($"organisation/{application.Organisation.Name}");
        if (await work.ScalarAsync<int>("select count(*) from Person where Id = @person", new { person }) == 0)
            await AddPersonAsync(work, person, application.Organisation.ContactEmail, application.Organisation.ContactName, Role.Applicant);
        if (await work.ScalarAsync<int>("select count(*) from Organisation where Id = @organisation", new { organisation }) == 0)
            await AddOrganisationAsync(work, organisation, application.Organisation, person);
        var checks = application
            .DueDiligence.Select(
                (check, i) => new CheckState(Enum.Parse<CheckStatus>(check.Status), FailConfirmed: true, setup.Checks[i].Holds, null)
            )
            .ToList();
        await work.ExecuteAsync(
            InsertSql,
            new
            {
                id,
                RoundId = setup.Round.Id,
                organisation,
                application.Number,
                Reference = string.Create(CultureInfo.InvariantCulture, $"{setup.Round.Prefix}-24-R2-{application.Number:000}"),
                application.ProjectName,
                application.Summary,
                application.Priority,
                application.Zone,
                Amount = new Money(application.AmountRequestedPence),
                application.StartsOn,
                application.EndsOn,
                person,
                SubmittedAt = application.SubmittedAt.UtcDateTime,
                application.Organisation.ContactName,
                DueDiligence = DueDiligenceRules.ResultOf(checks, DateOnly.FromDateTime(setup.Round.ClosesAt)),
            }
        );
        await work.ExecuteAsync(
            "insert into EligibilityAnswer (ApplicationId, EligibilityQuestionId, AnsweredYes, AnsweredBy, AnsweredAt) values (@id, @Question, 1, @person, @At)",
            setup.Eligibility.Select(question => new
            {
                id,
                Question = question.Id,
                person,
                At = application.SubmittedAt.UtcDateTime,
            })
        );
        await work.ExecuteAsync(
            "insert into Answer (ApplicationId, QuestionId, Wording) values (@id, @Question, @Wording)",
            setup.Questions.Select(question => new
            {
                id,
                Question = question.Id,
                Wording = application.Answers[question.Code],
            })
        );
        await work.ExecuteAsync(
            "insert into BudgetLine (Id, ApplicationId, Position, Item, Requested, OtherFunders) values (@Line, @id, @Position, @Item, @Requested, @Other)",
            application.Budget.Select(
                (line, i) =>
                    new
                    {
                        Line = Id($"line/{key}/{application.Number}/{i}"),
                        id,
                        Position = i + 1,
                        line.Item,
                        Requested = line.RequestedPence,
                        Other = line.OtherFundersPence,
                    }
            )
        );
        await work.ExecuteAsync(
            "insert into OutcomeMeasure (Id, ApplicationId, Position, Outcome, Measure, Baseline, Target) values (@Key, @id, @Position, @Outcome, @Measure, @Baseline, @Target)",
            application.Outcomes.Select(
                (outcome, i) =>
                    new
                    {
                        Key = Id($"outcome/{key}/{application.Number}/{i}"),
                        id,
                        Position = i + 1,
                        outcome.Outcome,
                        outcome.Measure,
                        outcome.Baseline,
                        outcome.Target,
                    }
            )
        );
        await AddChecksAsync();
        if (application.Agreed is not null)
            await AddModerationAsync(panel);
        var copy = (await SubmittedCopy.BuildAsync(work, id)).ToJson();
        await work.ExecuteOneAsync(
            "update Application set CopyJson = @copy, CopySha256 = @Sha256 where Id = @id",
            new
            {
                id,
                copy,
                Sha256 = ApplicationCopy.Sha256(copy),
            }
        );
    }

    private Task AddChecksAsync() =>
        work.ExecuteAsync(
            """
            insert into DueDiligenceCheck (Id, ApplicationId, Position, Name, Guidance, Kind, Tier, ValidMonths, Holds, Status, Note, Source, CheckedBy, CheckedOn, RecordedAt, SecondBy, SecondAt, SecondNote, Version)
            values (@Key, @id, @Position, @Name, @Guidance, @Kind, @Tier, @ValidMonths, @Holds, @Status, @Note, @Source, @By, @On, @At, @SecondBy, @SecondAt, @SecondNote, 1)
            """,
            application.DueDiligence.Select(
                (check, i) =>
                    new
                    {
                        Key = Id($"check/{key}/{application.Number}/{i}"),
                        id,
                        Position = i + 1,
                        Name = check.Check,
                        setup.Checks[i].Guidance,
                        setup.Checks[i].Kind,
                        setup.Checks[i].Tier,
                        setup.Checks[i].ValidMonths,
                        setup.Checks[i].Holds,
                        check.Status,
                        check.Note,
                        check.Source,
                        By = check.Status == "NotStarted" ? (Guid?)null : Id("person/officer"),
                        On = check.Status == "NotStarted"
                            ? (DateOnly?)null
                            : DateOnly.FromDateTime(setup.Round.ClosesAt.AddDays(3 + i % 5)),
                        At = check.Status == "NotStarted" ? (DateTime?)null : setup.Round.ClosesAt.AddDays(3 + i % 5),
                        SecondBy = check.Status == "Fail" ? Id("person/admin") : (Guid?)null,
                        SecondAt = check.Status == "Fail" ? setup.Round.ClosesAt.AddDays(9) : (DateTime?)null,
                        SecondNote = check.Status == "Fail" ? "Read the same papers and agree" : null,
                    }
            )
        );

    private async Task AddModerationAsync(IReadOnlyList<string> panel)
    {
        var at = setup.Round.ScoringClosesAt.AddDays(6);
        await work.ExecuteAsync(
            "insert into AgreedScore (ApplicationId, CriterionId, Numerator, Denominator, Reason, AgreedBy, AgreedAt) values (@id, @Criterion, @Value, 1, @Reason, @By, @at)",
            application.Agreed!.Select(
                (agreed, c) =>
                    new
                    {
                        id,
                        Criterion = setup.Criteria[c].Id,
                        agreed.Value,
                        agreed.Reason,
                        By = Id("person/officer"),
                        at,
                    }
            )
        );
        await work.ExecuteAsync(
            "insert into Moderation (ApplicationId, Note, Present, Version) values (@id, @Note, @Present, 1)",
            new
            {
                id,
                Note = application.ModerationNote ?? "",
                Present = $"All {panel.Count} panel members",
            }
        );
        await work.ExecuteOneAsync("update RoundTally set Moderated = Moderated + 1 where RoundId = @Id", new { setup.Round.Id });
    }

    private const string InsertSql = """
        insert into Application (Id, RoundId, OrganisationId, Status, Number, Reference, ProjectName, Summary, Priority, Zone, AmountRequested, StartsOn, EndsOn,
                                 StartedBy, StartedAt, SubmittedBy, SubmittedAt, DeclaredName, DueDiligence, Version)
        values (@id, @RoundId, @organisation, 'Submitted', @Number, @Reference, @ProjectName, @Summary, @Priority, @Zone, @Amount, @StartsOn, @EndsOn,
                @person, @SubmittedAt, @person, @SubmittedAt, @ContactName, @DueDiligence, 1)
        """;
}
