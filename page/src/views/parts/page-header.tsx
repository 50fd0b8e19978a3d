import type { ComponentChildren, JSX } from 'preact'
import type { PageSettings } from '../../../../src/join-page/page-api.js'

interface PageHeaderProps {
  readonly settings: PageSettings
  readonly children?: ComponentChildren
}

/** Whose page this is. */
export function PageHeader({ settings, children }: PageHeaderProps): JSX.Element {
  const { logoUrl, title, bannerText } = settings
  return (
    <header class="page-header">
      {bannerText === undefined ? null : (
        <p class="banner" dir="auto">
          {bannerText}
        </p>
      )}
      <div class="brand">
        {logoUrl === undefined ? (
          <span class="service">
            <bdi>{title}</bdi>
          </span>
        ) : (
          <img class="service" src={logoUrl} alt={title} />
        )}
        {children}
      </div>
    </header>
  )
}
