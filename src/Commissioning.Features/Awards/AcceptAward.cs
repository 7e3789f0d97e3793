using Commissioning.Domain;
using Commissioning.Domain.Audit;
using Commissioning.Domain.Awards;
using Commissioning.Platform.Data;

namespace Commissioning.Features.Awards;

/// <summary>The applicant accepts the offer: who, when, under what name, and the hash of the very letter. It makes the return that is due.</summary>
public sealed class AcceptAward(Db db, Office office)
{
    public sealed record Offer
    {
        public required Guid Id { get; init; }
        public required Money Amount { get; init; }
        public required string Conditions { get; init; }
        public DateTime? OfferedAt { get; init; }
        public DateOnly? AcceptBy { get; init; }
        public DateTime? AcceptedAt { get; init; }
        public string? AcceptedName { get; init; }
        public required DateOnly EndsOn { get; init; }
        public required int Version { get; init; }
    }

    public sealed record View(Offer Offer, LetterReader.Row Letter);

    public Task<View> GetAsync(Actor actor, Guid application) => db.ReadAsync(work => GetAsync(work, actor, application));

    public Task<Outcome> RunAsync(Actor actor, Guid application, string? name, bool agreed) => db.ChangeAsync(actor, AuditAction.AwardAccepted, application, async work =>
    {
        var (offer, letter) = await GetAsync(work, actor, application);
        if (AwardRules.WhyCannotAccept(offer.OfferedAt, offer.AcceptedAt) is { } refusal) return refusal;
        if (!agreed) return new Refusal("Confirm that the organisation accepts the grant and its conditions", "Agreed");
        if (string.IsNullOrWhiteSpace(name)) return new Refusal("Enter your full name", "AcceptedName");
        await work.ExecuteOneAsync(AcceptSql, new { offer.Id, offer.Version, work.Now, By = actor.Id, Name = name.Trim(), letter.Sha256 });
        await work.ExecuteAsync("insert into MonitoringReturn (Id, AwardId, DueOn, Status, Version) values (@Id, @Award, @DueOn, 'Due', 1)", new { Id = Guid.CreateVersion7(), Award = offer.Id, DueOn = offer.EndsOn.AddDays(OutcomeLetter.ReturnDueDays) });
        var email = await work.ScalarAsync<string>("select Email from Person where Id = @Id", new { actor.Id });
        await work.EmailAsync(new(email!, $"You have accepted the grant {letter.Document.Reference}", $"""
            {name.Trim()} accepted the grant of {offer.Amount} at {LondonTime.DateAndTime(work.Now)} (UK time).

            The letter: {office.LinkTo($"/applications/{application}/letter")}
            Its SHA-256: {letter.Sha256}

            Your monitoring return is due on {LondonTime.Date(offer.EndsOn.AddDays(OutcomeLetter.ReturnDueDays))}.
            """, application));
        work.Note($"{name.Trim()}, {offer.Amount}, letter SHA-256 {letter.Sha256}");
        return Outcome.Done;
    });

    private static async Task<View> GetAsync(Work work, Actor actor, Guid application)
    {
        var letter = await LetterReader.GetMineAsync(work, actor, application);
        return new(await work.FindAsync<Offer>(OfferSql, new { application }), letter);
    }

    private const string OfferSql = """
        select w.Id, w.Amount, w.Conditions, w.OfferedAt, w.AcceptBy, w.AcceptedAt, w.AcceptedName, a.EndsOn, w.Version
        from   Award w
        join   Application a on a.Id = w.ApplicationId
        where  w.ApplicationId = @application
        """;
    private const string AcceptSql = """
        update Award
        set    AcceptedAt = @Now, AcceptedBy = @By, AcceptedName = @Name, AcceptedSha256 = @Sha256, Version = Version + 1
        where  Id = @Id and Version = @Version
        """;
}
