using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Domain.Monitoring;
using Commissioning.Features.Monitoring;
using Commissioning.Platform.Data;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Monitoring;

/// <summary>The holder of a grant reads and signs how it was used.</summary>
[Requires(Permission.WriteApplications)]
public sealed class MyUseCertificateModel(Db db, SignUseCertificate sign) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    [BindProperty]
    public List<string?> Explanations { get; set; } = [];

    [BindProperty]
    public string? SignName { get; set; }

    [BindProperty]
    public string? SignRole { get; set; }

    [BindProperty]
    public bool Agreed { get; set; }
    public UseCertificates.CertificatePage View { get; private set; } = null!;
    public Refusal? WhyCannotSign => View.WhyCannotSign(User.Actor());
    public bool IsMember => View.People.Any(one => one.PersonId == User.Actor().Id);
    public string State => InWords(View.Row);

    public static string InWords(UseCertificates.CertificateRow row) =>
        row.State switch
        {
            UseCertificateState.Sent => "Signed, and we are checking it",
            UseCertificateState.Accepted => "Accepted",
            UseCertificateState.Waived => "No longer needed",
            _ => row.Again is not null ? "To be signed again"
            : row.AskedAt is null ? "Not asked for yet"
            : "To be signed",
        };

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Code = View.Now?.Code;
        Explanations = View.Differences.Select(one => one.Said).ToList();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        while (Explanations.Count < View.Differences.Count)
            Explanations.Add(null);
        var outcome = await sign.RunAsync(User.Actor(), Id, new(SignName, SignRole, Agreed, Code, Explanations));
        if (outcome.IsDone)
            return this.Next(Links.Monitoring.MyUseCertificate(Id), "Thank you. The certificate is signed, and we have it.");
        ModelState.Remove(nameof(Code));
        Code = View.Now?.Code;
        return this.PageWithErrors(outcome);
    }

    private async Task LoadAsync() => View = await db.ReadAsync(work => UseCertificates.MineAsync(work, User.Actor(), Id));
}
