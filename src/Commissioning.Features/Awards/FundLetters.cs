using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;
using Commissioning.Platform.Documents;

namespace Commissioning.Features.Awards;

/// <summary>The templates of a fund's letters. No version is used before a second person approves it.</summary>
public sealed class FundLetters(Db db, Office office)
{
    /// <summary>The number of applications that a preview offers, newest first.</summary>
    private const int Previewed = 100;

    public sealed record Version
    {
        public required Guid Id { get; init; }
        public required LetterKind Kind { get; init; }
        public required int Number { get; init; }
        public required string Title { get; init; }
        public required string Body { get; init; }
        public required Guid WrittenBy { get; init; }
        public required string WrittenByName { get; init; }
        public required DateTime WrittenAt { get; init; }
        public string? ApprovedByName { get; init; }
        public DateTime? ApprovedAt { get; init; }
    }

    /// <param name="InUse">The newest approved version; null: the default is used.</param>
    public sealed record State(LetterKind Kind, Version? InUse, Version? Waiting);

    public sealed record SampleApplication
    {
        /// <summary>The subject of the letter, as in Letter.SubjectId.</summary>
        public required Guid SubjectId { get; init; }
        public required Guid ApplicationId { get; init; }
        public required string Reference { get; init; }
        public required string ProjectName { get; init; }
    }

    public sealed record FundLetter(IReadOnlyList<Version> Versions, IReadOnlyList<SampleApplication> Applications);

    public Task<IReadOnlyList<State>> ListAsync(Guid fund) =>
        db.ReadAsync(async work =>
        {
            var versions = await work.QueryAsync<Version>(VersionsSql + " order by t.Version desc, t.Kind", new { fund });
            IReadOnlyList<State> states = LetterTemplates
                .All.Select(template => Of(template.Kind, versions.Where(version => version.Kind == template.Kind).ToList()))
                .ToList();
            return states;
        });

    public Task<FundLetter> GetAsync(Guid fund, LetterKind kind) =>
        db.ReadAsync(async work => new FundLetter(
            await work.QueryAsync<Version>(VersionsSql + " and t.Kind = @kind order by t.Version desc", new { fund, kind }),
            await ApplicationsAsync(work, fund, kind)
        ));

    public static State Of(LetterKind kind, IReadOnlyList<Version> versions) =>
        new(
            kind,
            versions.FirstOrDefault(version => version.ApprovedAt is not null),
            versions.FirstOrDefault() is { ApprovedAt: null } newest ? newest : null
        );

    /// <summary>Adds a version and keeps the earlier ones.</summary>
    public async Task<Result> SaveAsync(Actor actor, Guid fund, LetterKind kind, string? title, string? body)
    {
        if (LetterTemplateRules.WhyWrong(kind, title, body) is { Count: > 0 } refusals)
            return Result.Of(refusals);
        return await db.ChangeAsync(
            actor,
            AuditAction.LetterTemplateSaved,
            fund,
            async work =>
            {
                var number = await work.ScalarAsync<int>(
                    "select coalesce(max(Version), 0) + 1 from LetterTemplate where FundId = @fund and Kind = @kind",
                    new { fund, kind }
                );
                var before = await work.FirstOrDefaultAsync<Version>(
                    VersionsSql + " and t.Kind = @kind order by t.Version desc",
                    new { fund, kind }
                );
                await work.ExecuteAsync(
                    "insert into LetterTemplate (Id, FundId, Kind, Version, Title, Body, WrittenBy, WrittenAt) values (@Id, @fund, @kind, @number, @Title, @Body, @By, @Now)",
                    new
                    {
                        Id = Guid.CreateVersion7(),
                        fund,
                        kind,
                        number,
                        Title = title!.Trim(),
                        Body = body!.Trim().ReplaceLineEndings("\n"),
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{kind.Name()}, version {number}");
                work.Note(new Changes(isNew: before is null).Add("Title", before?.Title, title).Add("Text", before?.Body, body).ToString());
                return Result.Done;
            }
        );
    }

    public Task<Result> ApproveAsync(Actor actor, Guid fund, Guid version) =>
        db.ChangeAsync(
            actor,
            AuditAction.LetterTemplateApproved,
            fund,
            async work =>
            {
                var row = await work.FindAsync<Version>(VersionsSql + " and t.Id = @version", new { fund, version });
                if (row.WrittenBy == actor.Id)
                    return new Refusal("You wrote this version, so someone else must approve it");
                if (row.ApprovedAt is not null)
                    return new Refusal($"Version {row.Number} has already been approved");
                if (
                    await work.ScalarAsync<int>(
                        "select count(*) from LetterTemplate where FundId = @fund and Kind = @Kind and Version > @Number and ApprovedAt is not null",
                        new
                        {
                            fund,
                            row.Kind,
                            row.Number,
                        }
                    ) > 0
                )
                    return new Refusal(
                        $"A version newer than {row.Number} has already been approved. Save this text again to go back to it."
                    );
                // The letter's merge fields may have changed since it was written.
                if (LetterTemplateRules.WhyWrong(row.Kind, row.Title, row.Body) is [var wrong, ..])
                    return wrong;
                await work.ExecuteOneAsync(
                    "update LetterTemplate set ApprovedBy = @By, ApprovedAt = @Now where Id = @version and ApprovedAt is null",
                    new
                    {
                        version,
                        By = actor.Id,
                        work.Now,
                    }
                );
                work.Note($"{row.Kind.Name()}, version {row.Number}");
                return Result.Done;
            }
        );

    /// <summary>Fills a draft template with an application's data, or with samples. Nothing is saved.</summary>
    /// <param name="subject">One of the applications of <see cref="GetAsync"/>; null for the samples.</param>
    public Task<LetterDocument> PreviewAsync(Guid fund, LetterKind kind, string title, string body, Guid? subject) =>
        db.ReadAsync(async work =>
        {
            var builder = new LetterBuilder(office);
            var content =
                subject is null ? LetterSamples.Of(kind)
                : (await ApplicationsAsync(work, fund, kind)).FirstOrDefault(application => application.SubjectId == subject) is { } found
                    ? await builder.ContentAsync(work, kind, found.ApplicationId, found.SubjectId)
                : throw new NotFoundException("No such application of this fund");
            return builder.Document(kind, title, body, content, LondonTime.DateOf(work.Now));
        });

    private static Task<IReadOnlyList<SampleApplication>> ApplicationsAsync(Work work, Guid fund, LetterKind kind) =>
        work.QueryAsync<SampleApplication>(
            $"""
            select   x.SubjectId, x.ApplicationId, x.Reference, x.ProjectName
            from     (select s.SubjectId, a.Id as ApplicationId, a.Reference, a.ProjectName, row_number() over (order by a.SubmittedAt desc, s.SubjectId) as RowNumber
                      from ({SubjectsSql(
                kind
            )}) s join Application a on a.Id = s.ApplicationId join Round r on r.Id = a.RoundId where r.FundId = @fund) x
            where    x.RowNumber <= {Previewed}
            order by x.RowNumber
            """,
            new { fund }
        );

    /// <summary>The records that a letter of this kind can be about.</summary>
    private static string SubjectsSql(LetterKind kind) =>
        kind switch
        {
            LetterKind.Award => "select w.ApplicationId, w.ApplicationId as SubjectId from Award w",
            LetterKind.PartAward =>
                "select w.ApplicationId, w.ApplicationId as SubjectId from Award w join PartAward p on p.ApplicationId = w.ApplicationId and p.Confirmed = 1",
            LetterKind.Reserve =>
                "select l.ApplicationId, l.ApplicationId as SubjectId from DecisionLine l join Decision d on d.Id = l.DecisionId join RecommendationLine x on x.RecommendationId = d.RecommendationId and x.ApplicationId = l.ApplicationId where l.SupersededBy is null and l.Funded = 0 and x.Result in ('PotSpent', 'OverLimit')",
            LetterKind.Decline =>
                "select l.ApplicationId, l.ApplicationId as SubjectId from DecisionLine l where l.SupersededBy is null and l.Funded = 0",
            LetterKind.Variation => "select w.ApplicationId, c.Id as SubjectId from Variation c join Award w on w.Id = c.AwardId",
            LetterKind.Reminder => "select w.ApplicationId, t.Id as SubjectId from MonitoringReturn t join Award w on w.Id = t.AwardId",
            _ => "select w.ApplicationId, w.Id as SubjectId from CloseOut c join Award w on w.Id = c.AwardId",
        };

    private const string VersionsSql = """
        select t.Id, t.Kind, t.Version as Number, t.Title, t.Body, t.WrittenBy, p.DisplayName as WrittenByName, t.WrittenAt, q.DisplayName as ApprovedByName, t.ApprovedAt
        from   LetterTemplate t
        join   Person p on p.Id = t.WrittenBy
        left join Person q on q.Id = t.ApprovedBy
        where  t.FundId = @fund
        """;
}
