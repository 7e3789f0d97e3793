using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>A portal in which nobody has said which account grants are paid from.</summary>
public sealed class HostWithoutPayingAccount : PortalHost
{
    protected override string[] Settings => ["--Portal:OriginatingSortCode="];
}
