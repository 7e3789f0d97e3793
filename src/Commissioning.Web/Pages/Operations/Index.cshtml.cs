using Commissioning.Domain.Accounts;
using Commissioning.Features.Operations;
using Commissioning.Platform.Watching;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commissioning.Web.Pages.Operations;

/// <summary>The state of the portal itself on one page, for the operator.</summary>
[Requires(Permission.OperatePortal)]
public sealed class IndexModel(PortalState portal, BackupState backup, JobRuns jobs, NodeList nodes) : PageModel
{
    public PortalState.PortalStatePage View { get; private set; } = null!;
    public IReadOnlyList<JobRuns.Run> Jobs => jobs.All();

    public IReadOnlyList<NodeList.Node> Nodes { get; private set; } = [];

    public BackupState.BackupPage Backup { get; private set; } = null!;

    public async Task OnGetAsync() => (View, Nodes, Backup) = (await portal.GetAsync(), await nodes.ListAsync(), await backup.GetAsync());

    /// <summary>Such as 1 min 20 s.</summary>
    public static string Duration(TimeSpan time) =>
        time.TotalMinutes >= 1
            ? FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds} s")
            : FormattableString.Invariant($"{time.TotalSeconds:0} s");

    public static string Megabytes(long bytes) => FormattableString.Invariant($"{bytes / 1048576.0:N0} MB");
}
