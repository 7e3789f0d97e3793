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

    /// <summary>Null unless the round was withdrawn.</summary>
    public Refusal? WhyWithdrawn { get; private set; }

    public IReadOnlyList<JourneyStep> Journey { get; private set; } = [];

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
        if (Copy.Copy.SubmittedAt is not null)
            (Answered, Open, Earlier) = (
                await db.ReadAsync(work => ChangeRequestQueries.AnsweredAsync(work, Id)),
                await db.ReadAsync(work => ChangeRequestQueries.WaitingAsync(work, Id)),
                await myCopy.EarlierAsync(User.Actor(), Id)
            );
        Journey = await myApplications.JourneyAsync(User.Actor(), Id, clock.UtcNow());
        AsksEquality = User.Can(Permission.Apply) && await equality.MayAnswerAsync(User.Actor(), Id);
    }
}
