using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Payments;
using Commissioning.Testing;

namespace Commissioning.Web.Tests.Payments;

/// <summary>A portal in which nobody has said which account grants are paid from.</summary>
public sealed class NoOriginatorHost : PortalHost
{
    protected override string[] Settings => ["--Portal:OriginatingSortCode="];
}
