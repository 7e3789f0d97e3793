using System.Security.Claims;
using System.Security.Cryptography;
using Commissioning.Domain;
using Commissioning.Domain.Accounts;
using Commissioning.Features.Accounts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Commissioning.Web.Identity;

public enum SignInStep
{
    Wrong,
    CodeNeeded,
    Used,
    DirectoryOnly,
    Done,
}
