using Commissioning.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Commissioning.Web;

/// <summary>The permission that a page or download needs. Each carries this, [RequiresSignIn] or [AllowAnonymous]; a test fails on one that does not.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(PolicyOf(permission))
{
    public Permission Permission => permission;

    public static string PolicyOf(Permission permission) => $"Permission.{permission}";
}
