CREATE EXTENSION hstore;

CREATE TABLE artefact (
    id uuid PRIMARY KEY,
    artefact_type varchar,
    languages text[],
    is_public boolean,
    licence text,
    name_translations hstore,
    description_translations hstore,
    constraints_and_limitations_translations hstore,
    regulations_and_standards_translations hstore,
    tags_translations jsonb,
    rating numeric,
    ratings_count integer,
    creator_id text,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE interlinker (
    id uuid PRIMARY KEY,
    nature varchar,
    is_sustainability_related boolean,
    published boolean,
    logotype text,
    snapshots text[],
    difficulty varchar,
    targets text[],
    types text[],
    administrative_scopes text[],
    process text,
    instructions_translations hstore,
    form varchar,
    format varchar,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE softwareinterlinker (
    id uuid PRIMARY KEY,
    service_name text,
    domain text,
    path text,
    is_subdomain boolean,
    api_path text,
    auth_method varchar,
    instantiate boolean,
    view boolean,
    edit boolean,
    clone boolean,
    delete boolean,
    download boolean,
    preview boolean,
    open_in_modal boolean,
    shortcut boolean,
    status varchar,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE knowledgeinterlinker (
    id uuid PRIMARY KEY,
    softwareinterlinker_id uuid,
    genesis_asset_id_translations hstore,
    parent_id uuid,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE externalknowledgeinterlinker (
    id uuid PRIMARY KEY,
    uri_translations hstore,
    asset_name_translations hstore,
    created_at timestamp,
    updated_at timestamp
);

CREATE TABLE externalsoftwareinterlinker (
    id uuid PRIMARY KEY,
    uri_translations hstore,
    asset_name_translations hstore,
    created_at timestamp,
    updated_at timestamp
);
