using Commissioning.Domain.Accounts;
using Microsoft.AspNetCore.Authorization;

namespace Commissioning.Web;

/// <summary>The permission a page needs. Every page has this or [AllowAnonymous]; a test fails on a page without either.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresAttribute(Permission permission) : AuthorizeAttribute(PolicyOf(permission))
{
    public Permission Permission => permission;

    public static string PolicyOf(Permission permission) => $"Permission.{permission}";
}
