using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Applications;
using Commissioning.Features.Applications;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Applications;

[Requires(Permission.WriteApplications)]
public sealed class ReceiptModel(Db db, MyCopy myCopy, MyApplications myApplications, EqualityMonitoring equality, TimeProvider clock)
    : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }
    public SubmittedCopyModel Copy { get; private set; } = null!;

    /// <summary>Hash of what was received; null where nothing was frozen.</summary>
    public string? Sha256 { get; private set; }
    public bool IsAsReceived { get; private set; }

    /// <summary>What was sent before it was taken back.</summary>
    public IReadOnlyList<EarlierCopies.EarlierFile> Earlier { get; private set; } = [];

    /// <summary>The second person who certified it; null: nobody did.</summary>
    public string? CertifiedBy { get; private set; }

    /// <summary>Null unless the round was withdrawn.</summary>
    public Refusal? WhyWithdrawn { get; private set; }

    /// <summary>Null unless the application itself was withdrawn.</summary>
    public MyCopy.Withdrawal? Withdrawal { get; private set; }
    private IReadOnlyList<JourneyStep> journey = [];

    /// <summary>The next three steps; when nothing comes any more, how it ended.</summary>
    public IReadOnlyList<JourneyStep> NextSteps =>
        journey.Where(step => step.State != StepState.Done).Take(3).ToList() is { Count: > 0 } next ? next : journey.TakeLast(2).ToList();

    /// <summary>It was not sent, and can no longer be.</summary>
    public bool IsClosed { get; private set; }

    public string Title =>
        Withdrawal is not null ? "Application withdrawn"
        : Copy.Copy.SubmittedAt is not null ? "Application sent"
        : IsClosed ? "Not sent in time"
        : "Not sent yet";

    public IReadOnlyList<ChangeRequestQueries.AnsweredRequest> Answered { get; private set; } = [];

    /// <summary>The request that waits for an answer.</summary>
    public ChangeRequestQueries.Request? Open { get; private set; }

    /// <summary>The organisation's members are asked once; an officer who entered the application is not.</summary>
    public bool AsksEquality { get; private set; }

    public async Task OnGetAsync()
    {
        var mine = await myCopy.GetAsync(User.Actor(), Id);
        Copy = new(mine.Copy, document => Links.Applications.Document(Id, document));
        (Sha256, IsAsReceived, WhyWithdrawn) = (mine.Sha256, mine.WhyNotAsReceived is null, mine.WhyWithdrawn);
        Withdrawal = mine.Withdrawal;
        IsClosed = Copy.Copy.SubmittedAt is null && await myApplications.IsClosedAsync(User.Actor(), Id, clock.UtcNow());
        if (Copy.Copy.SubmittedAt is not null)
            (Answered, Open, Earlier) = (
                await db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, Id)),
                await db.ReadAsync(work => ChangeRequestQueries.WaitingAsync(work, Id)),
                await myCopy.EarlierAsync(User.Actor(), Id)
            );
        CertifiedBy = await db.ReadAsync(work => CertificateQueries.CertifiedByAsync(work, Id));
        journey = await myApplications.JourneyAsync(User.Actor(), Id, clock.UtcNow());
        AsksEquality = User.Can(Permission.Apply) && await equality.MayAnswerAsync(User.Actor(), Id);
    }
}
